// Asking the browser to send what waits when no page is open any more (Background Sync); background.ts does it then.
interface WithSync extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

/** Ask the browser to start the worker when there is a network; the tag is the name of the device's database. */
export async function askToSendLater(database: string): Promise<void> {
  const worker: WithSync | undefined = await navigator.serviceWorker?.getRegistration();
  await worker?.sync?.register(database).catch(() => undefined); // Not allowed here: the open app sends by itself.
}
