{% load static %}// Filling without a network: our own words in place of the browser's. Answers are kept by the page, not here.
"use strict";

const CACHE = "shujie-filling-{{ version }}";
const OFFLINE = "{% url "assessment:offline" %}";
const PARTS = [OFFLINE, "{% static "css/bootstrap.min.css" %}", "{% static "css/app.css" %}", "{% static "js/offline.js" %}"];
const PATIENCE_MS = 10000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(PARTS)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith("shujie-filling-") && name !== CACHE;
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

// A dead spot swallows packets without an error: nobody waits longer than this.
function answered(request) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer")), PATIENCE_MS);
    fetch(request).then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.mode === "navigate") {
    event.respondWith(answered(request).catch(() => caches.match(OFFLINE)));
  } else if (request.method === "GET" && PARTS.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
