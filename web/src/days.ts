/** Days as ISO 8601 words (they sort as text), counted in UTC. */

const DAY = 86_400_000;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const numbers = new Map<string, number>(); // a record has few days and asks for them many thousand times

export function number(day: string): number {
  let found = numbers.get(day);
  if (found === undefined) numbers.set(day, (found = Math.round(Date.parse(`${day}T00:00:00Z`) / DAY)));
  return found;
}
export const fromNumber = (value: number): string => new Date(value * DAY).toISOString().slice(0, 10);
export const addDays = (day: string, count: number): string => fromNumber(number(day) + count);

/** "3 March 2031". */
export function long(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()}`;
}

/** "3 Mar 2031". */
export function short(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return `${date.getUTCDate()} ${(MONTHS[date.getUTCMonth()] ?? "").slice(0, 3)} ${date.getUTCFullYear()}`;
}

export const weekday = (day: string): string => WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? "";

/** "3 March 2031", "3 to 5 March 2031", "since 3 March 2031", "until ...", or "" when neither end is known. */
export function interval(first: string | null, last: string | null): string {
  if (first && last) {
    if (first === last) return long(first);
    if (first.slice(0, 7) === last.slice(0, 7)) return `${Number(first.slice(8))} to ${long(last)}`;
    return `${long(first)} to ${long(last)}`;
  }
  if (first) return `since ${long(first)}`;
  return last ? `until ${long(last)}` : "";
}
