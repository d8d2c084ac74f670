// The number on the app's icon: what is not sent yet. A hope: few systems show it.
export function setBadge(unsent: number): void {
  const shown = unsent > 0 ? navigator.setAppBadge?.(unsent) : navigator.clearAppBadge?.();
  shown?.catch(() => undefined);
}
