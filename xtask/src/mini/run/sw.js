// What is tried is never kept: this takes the place of a service worker that the app has left at this address, takes
// away what that one keeps, and goes. The app sees a new version, and reloads a page that was of the old one.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const empty = async () => {
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
    await self.registration.unregister();
  };
  event.waitUntil(empty());
});
