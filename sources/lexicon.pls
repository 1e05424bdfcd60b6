<?xml version="1.0" encoding="UTF-8"?>
<!-- How to say names. Write a new lexeme for each: the name as written, then as it sounds. -->
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en-GB">
  <lexeme><grapheme>SCIE</grapheme><alias>sky</alias></lexeme>
  <lexeme><grapheme>TLAP</grapheme><alias>tee lap</alias></lexeme>
  <lexeme><grapheme>Sbaih</grapheme><alias>sbye</alias></lexeme>
  <lexeme><grapheme>Give2Gain</grapheme><alias>give to gain</alias></lexeme>
</lexicon>
