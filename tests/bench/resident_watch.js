// Runs in the page before the app: notes what a person did, when it lay on the disk, and what the eye had to wait for.
(() => {
  const watched = { acts: [], writes: [], usable: null, slowest: 0, shift: 0 };
  window.watched = watched;
  const act = (kind) => (event) => {
    if (event.isTrusted) watched.acts.push({ kind, at: event.timeStamp, heard: null });
  };
  // When the page came to it: only what is written after this can hold the act.
  const heard = () => {
    const last = watched.acts.at(-1);
    if (last) last.heard ??= performance.now();
  };
  addEventListener("pointerup", act("tap"), true);
  addEventListener("keydown", act("key"), true);
  addEventListener("click", heard, true);
  addEventListener("input", heard, true);

  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const made = begin.call(this, stores, mode, options);
    if (made.mode !== "readwrite") return made;
    const write = { stores: [stores].flat(), strict: made.durability === "strict", began: performance.now(), done: null };
    watched.writes.push(write);
    made.addEventListener("complete", () => (write.done = performance.now()));
    return made;
  };

  // Home is usable in the frame that shows its button, which was wired as it was made.
  const button = () => [...document.querySelectorAll("main label")].find((one) => one.control?.type === "file");
  const sight = new MutationObserver(() => {
    if (!button()) return;
    sight.disconnect();
    requestAnimationFrame(() => setTimeout(() => (watched.usable = performance.now())));
  });
  sight.observe(document, { childList: true, subtree: true });

  const observe = (type, note, more) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...more });
  observe("layout-shift", (one) => one.hadRecentInput || (watched.shift += one.value));
  observe("event", (one) => one.interactionId && (watched.slowest = Math.max(watched.slowest, one.duration)), { durationThreshold: 16 });
})();
