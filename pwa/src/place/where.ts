// Where somebody is, once and roughly: for looking around, not for saying where a problem is (that is locate.ts).
export interface Point {
  lat: number;
  lon: number;
}

const PATIENCE_MS = 15_000;
/** Nobody walks far in a minute. */
const FRESH_MS = 60_000;

export const whereAmI = (): Promise<Point | "denied" | "failed"> =>
  new Promise((tell) => {
    if (!("geolocation" in navigator)) return tell("failed");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => tell({ lat: coords.latitude, lon: coords.longitude }),
      (error) => tell(error.code === error.PERMISSION_DENIED ? "denied" : "failed"),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: FRESH_MS },
    );
  });
