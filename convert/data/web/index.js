// Finding posts: words and ticked formats hide what does not fit. Without this, all are shown.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const finder = document.querySelector(".finder");
  if (!finder) return;
  const find = document.getElementById("page-find");
  const boxes = [...finder.querySelectorAll("input[type=checkbox]")];
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const posts = [...document.getElementById("page-posts").children].map((item) => ({
    item,
    formats: item.dataset.formats.split(" "),
    words: plain(item.textContent),
  }));

  const show = () => {
    const words = plain(find.value).split(/\s+/).filter(Boolean);
    const wanted = boxes.filter((box) => box.checked).map((box) => box.value);
    let count = 0;
    for (const post of posts) {
      const fits = wanted.every((name) => post.formats.includes(name))
        && words.every((word) => post.words.includes(word));
      post.item.hidden = !fits;
      count += fits ? 1 : 0;
    }
    document.getElementById("page-count").textContent = count === 1 ? "1 post" : `${count} posts`;
    document.getElementById("page-none").hidden = count > 0;
  };
  find.addEventListener("input", show);
  for (const box of boxes) box.addEventListener("change", show);
  finder.hidden = false;
  show(); // A browser may have kept what was typed before.
});
