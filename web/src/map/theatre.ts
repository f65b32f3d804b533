/** Where to look first: the places of the war, without those far away that are only named (capitals of allies, seats of talks). */

export interface Spot {
  readonly lon: number;
  readonly lat: number;
  /** How much is said about it. */
  readonly weight: number;
}

export type Box = readonly [west: number, south: number, east: number, north: number];

const NEAR = 1.5; // degrees: places this near to the middle always belong
const FAR = 3; // times the usual distance from the middle: beyond it a place is elsewhere

function median(values: readonly (readonly [number, number])[]): number {
  const sorted = [...values].sort((a, b) => a[0] - b[0]);
  const half = sorted.reduce((sum, [, weight]) => sum + weight, 0) / 2;
  let sum = 0;
  for (const [value, weight] of sorted) {
    sum += weight;
    if (sum >= half) return value;
  }
  return 0;
}

/** The box around the places near the weighted middle, null when there is none. */
export function theatre(spots: readonly Spot[]): Box | null {
  if (spots.length === 0) return null;
  const lon = median(spots.map((s) => [s.lon, s.weight]));
  const lat = median(spots.map((s) => [s.lat, s.weight]));
  const away = (s: Spot): number => Math.max(Math.abs(s.lon - lon), Math.abs(s.lat - lat));
  const usual = median(spots.map((s) => [away(s), s.weight]));
  const near = spots.filter((s) => away(s) <= Math.max(NEAR, FAR * usual));
  const lons = near.map((s) => s.lon);
  const lats = near.map((s) => s.lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** A ring of `metres` around a point, as a closed list of [lon, lat]. */
export function ring(lon: number, lat: number, metres: number): [number, number][] {
  const north = metres / 111_320;
  const east = north / Math.max(Math.cos((lat * Math.PI) / 180), 0.01);
  return Array.from({ length: 65 }, (_, i) => {
    const angle = (i / 64) * 2 * Math.PI;
    return [lon + east * Math.cos(angle), lat + north * Math.sin(angle)];
  });
}
