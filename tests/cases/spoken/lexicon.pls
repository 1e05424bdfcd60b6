<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
         alphabet="ipa" xml:lang="en-GB">
  <lexeme><grapheme>LARN</grapheme><alias>lairn</alias></lexeme>
  <lexeme><grapheme>LARN Hub</grapheme><alias>the learning hub</alias></lexeme>
  <lexeme><grapheme>Siân</grapheme><alias>Sharn</alias></lexeme>
  <lexeme><grapheme>quay</grapheme><alias>key</alias></lexeme>
  <lexeme><grapheme>@opendoorteam</grapheme><alias>at open door team</alias></lexeme>
  <lexeme><grapheme>سلام</grapheme><alias>salaam</alias></lexeme>
  <lexeme>
    <grapheme>Ely’s Way</grapheme>
    <grapheme>Elys Way</grapheme>
    <alias>Eely's Way</alias>
  </lexeme>
</lexicon>
