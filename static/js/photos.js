// Photos are scaled down before they are sent: a telephone's have 4,000 points a side, and nobody looks at them so.
//
// - an input of files that takes images, with a `[data-photos]` in its form that holds the words;
// - what the browser cannot read as an image, or is small already, or would not shrink, goes as it is;
// - the way up is that of the camera's note, which the copy no longer needs; nor has it the place.
"use strict";

(function () {
  const LONGEST = 2000; // points
  const QUALITY = 0.85;

  const megabytes = (bytes) => Math.max(0.1, bytes / 1024 / 1024).toFixed(1);

  function draw(image, scale) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    const paper = canvas.getContext("2d");
    paper.fillStyle = "#fff"; // JPEG knows nothing transparent
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  }

  async function scaled(file) {
    let image;
    try {
      image = await createImageBitmap(file, { imageOrientation: "from-image" });
    } catch {
      return file;
    }
    const scale = LONGEST / Math.max(image.width, image.height);
    const blob = scale < 1 ? await draw(image, scale) : null;
    image.close();
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: "image/jpeg" });
  }

  async function shrink(input, words) {
    const files = [...input.files];
    words.textContent = words.dataset.busy;
    const kept = new DataTransfer();
    const smaller = [];
    for (const file of files) {
      const one = file.type.startsWith("image/") ? await scaled(file) : file;
      if (one !== file) smaller.push([file.size, one.size]);
      kept.items.add(one);
    }
    if (files.some((file, place) => input.files[place] !== file)) return; // others were chosen meanwhile
    if (smaller.length) input.files = kept.files;
    const total = (place) => megabytes(smaller.reduce((sum, pair) => sum + pair[place], 0));
    words.textContent = smaller.length
      ? words.dataset.done.replace("#", smaller.length).replace("#", total(0)).replace("#", total(1))
      : "";
  }

  for (const words of document.querySelectorAll("[data-photos]")) {
    const form = words.closest("form");
    const input = form.querySelector("input[type=file]");
    let working = null; // while photos are being scaled
    input.addEventListener("change", () => {
      const mine = shrink(input, words).catch(() => (words.textContent = "")).then(() => {
        if (working === mine) working = null;
      });
      working = mine;
    });
    form.addEventListener("submit", (event) => {
      if (!working) return;
      event.preventDefault();
      working.then(() => form.requestSubmit(event.submitter));
    });
  }
})();
