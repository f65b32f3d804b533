// The offline basemap: land borders of the world (Natural Earth, public domain, from npm's world-atlas) and a place for each country's name.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { feature } from "topojson-client";

/** Topology of the countries without properties, and labels: [name, longitude, latitude, size of the largest part in square degrees]. */
export async function basemap(here) {
  const file = path.join(here, "node_modules/world-atlas/countries-50m.json");
  const topology = JSON.parse(await readFile(file, "utf8"));
  const labels = feature(topology, topology.objects.countries).features.map(label).filter(Boolean);
  for (const geometry of topology.objects.countries.geometries) delete geometry.properties;
  return { topology: { ...topology, objects: { countries: topology.objects.countries } }, labels };
}

function label({ properties, geometry }) {
  if (!geometry) return null;
  const outer = geometry.type === "Polygon" ? [geometry.coordinates[0]] : geometry.coordinates.map((rings) => rings[0]);
  const [ring, size] = outer.map((points) => [points, Math.abs(area(points))]).sort((a, b) => b[1] - a[1])[0];
  const [lon, lat] = centre(ring);
  return [properties.name, round(lon), round(lat), round(size)];
}

const round = (value) => Math.round(value * 100) / 100;

function area(points) {
  let sum = 0;
  for (let i = 1; i < points.length; i++) sum += points[i - 1][0] * points[i][1] - points[i][0] * points[i - 1][1];
  return sum / 2;
}

/** Centroid of a ring. */
function centre(points) {
  let x = 0;
  let y = 0;
  for (let i = 1; i < points.length; i++) {
    const cross = points[i - 1][0] * points[i][1] - points[i][0] * points[i - 1][1];
    x += (points[i - 1][0] + points[i][0]) * cross;
    y += (points[i - 1][1] + points[i][1]) * cross;
  }
  const six = 6 * area(points);
  return six ? [x / six, y / six] : points[0];
}
