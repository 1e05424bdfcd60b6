// The recording and the words, kept together: what is said is marked, what is chosen is said.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const timings = document.getElementById("page-clips");
  const audio = document.querySelector("audio");
  if (!timings || !audio) return;

  // Each clip: the id of its words, and when they start and end, in seconds.
  const clips = JSON.parse(timings.textContent)
    .map(([id, start, end]) => ({ words: document.getElementById(id), start, end }))
    .filter((clip) => clip.words);
  if (!clips.length) return;

  const NEAR = 0.02; // A sought time may come back a little early.
  const BEFORE_END = 0.03; // Stop inside the silence that ends a clip, not in the next word.
  const controls = document.querySelector(".controls");
  const speed = document.getElementById("page-speed");
  const each = document.getElementById("page-stop-each");
  const buttons = [...document.querySelectorAll("button[data-clip]")];
  let now = -1;
  let stopAt = Infinity;

  const at = (time) => {
    let low = 0;
    let high = clips.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (clips[middle].start <= time + NEAR) low = middle; else high = middle - 1;
    }
    return low;
  };
  const here = () => at(audio.currentTime + BEFORE_END);
  const inView = (words) => {
    const box = words.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  };

  // ---- marking

  const mark = (index) => {
    if (index === now) return;
    const old = clips[now]?.words;
    const words = clips[index]?.words;
    // Follow a reader who follows; leave alone one who has scrolled away.
    const follow = !old || inView(old);
    old?.classList.remove("now");
    now = index;
    if (!words) return;
    words.classList.add("now");
    rove(index);
    const box = words.getBoundingClientRect();
    const covered = controls.getBoundingClientRect().bottom;
    if (follow && (box.top < Math.max(0, covered) || box.bottom > innerHeight)) {
      words.scrollIntoView({ block: "center" });
    }
  };
  const show = () => {
    const playing = !audio.paused;
    controls.toggleAttribute("data-playing", playing);
    for (const button of buttons) {
      const pressed = playing && clips[now]?.words.id === button.dataset.clip;
      button.setAttribute("aria-pressed", String(pressed));
    }
  };
  const follow = () => {
    if (audio.currentTime >= stopAt - BEFORE_END) {
      stopAt = Infinity;
      audio.pause();
    } else if (!audio.paused) {
      mark(at(audio.currentTime));
      show();
    }
  };
  const frame = () => {
    follow();
    if (!audio.paused) requestAnimationFrame(frame);
  };

  // ---- playing

  // A server that cannot send part of a file lets nobody start in the middle of it; the whole
  // recording is then fetched once. A page in a folder on disk never needs this.
  const canSeek = () => audio.seekable.length > 0 && audio.seekable.end(0) > 0;
  const makeSeekable = async () => {
    if (audio.readyState === 0 || canSeek() || !location.protocol.startsWith("http")) return;
    const sound = await fetch(audio.currentSrc).then((answer) => answer.blob());
    audio.src = URL.createObjectURL(sound);
    await new Promise((done) => audio.addEventListener("loadedmetadata", done, { once: true }));
  };
  const play = async (index, { once = false } = {}) => {
    const clip = clips[Math.min(Math.max(index, 0), clips.length - 1)];
    await makeSeekable();
    audio.currentTime = clip.start;
    stopAt = once || each?.checked ? clip.end : Infinity;
    mark(clips.indexOf(clip));
    audio.play().catch(() => audio.dispatchEvent(new Event("error")));
  };
  const toggle = (index, options) => {
    if (!audio.paused && index === now) audio.pause(); else play(index, options);
  };

  audio.addEventListener("play", () => {
    if (each?.checked && stopAt === Infinity) stopAt = clips[here()].end;
    show();
    requestAnimationFrame(frame);
  });
  audio.addEventListener("seeked", () => {
    const index = at(audio.currentTime);
    if (stopAt !== Infinity) stopAt = clips[index].end;
    mark(index);
    show();
  });
  audio.addEventListener("timeupdate", follow); // Frames stop in a hidden tab; this does not.
  audio.addEventListener("pause", show);
  audio.addEventListener("ended", () => { stopAt = Infinity; mark(-1); show(); });
  audio.addEventListener("error", () => { document.getElementById("page-no-sound").hidden = false; });

  // ---- choosing with the pointer or the keyboard

  let tabStop = -1;
  const rove = (index) => {
    if (buttons.length) return;
    clips[tabStop]?.words.setAttribute("tabindex", "-1");
    tabStop = index;
    clips[index].words.setAttribute("tabindex", "0");
  };
  const step = (index) => {
    const next = Math.min(Math.max(index, 0), clips.length - 1);
    rove(next);
    clips[next].words.focus();
  };
  const onKey = (event, index) => {
    if (event.target !== clips[index].words || event.ctrlKey || event.altKey || event.metaKey) return;
    const forward = getComputedStyle(clips[index].words).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    switch (event.key) {
      case "Enter": case " ": toggle(index); break;
      case "ArrowLeft": case "ArrowRight": step(index + (event.key === forward ? 1 : -1)); break;
      default: return;
    }
    event.preventDefault();
  };
  clips.forEach((clip, index) => {
    clip.words.classList.add("can-play");
    clip.words.addEventListener("click", (event) => {
      if (event.target.closest("a, button") || !getSelection().isCollapsed) return;
      toggle(index, { once: buttons.length > 0 });
    });
    if (!buttons.length) clip.words.addEventListener("keydown", (event) => onKey(event, index));
  });
  rove(0);

  for (const button of buttons) {
    const index = clips.findIndex((clip) => clip.words.id === button.dataset.clip);
    button.hidden = index < 0;
    button.addEventListener("click", () => toggle(index, { once: true }));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !audio.paused) audio.pause();
  });

  // ---- the controls

  const press = (name, action) => document.getElementById(`page-${name}`)?.addEventListener("click", action);
  press("play", () => { if (audio.paused) audio.play(); else audio.pause(); });
  press("back", () => play((now < 0 ? here() : now) - 1));
  press("forward", () => play((now < 0 ? -1 : now) + 1));
  speed?.addEventListener("change", () => {
    audio.playbackRate = audio.defaultPlaybackRate = Number(speed.value);
  });
  each?.addEventListener("change", () => {
    stopAt = each.checked && !audio.paused ? clips[at(audio.currentTime)].end : Infinity;
  });
  controls.hidden = false;
  show();
});
