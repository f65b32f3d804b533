/** The server's side of reviewing. The token comes in the address that `frontlog serve --review` prints and stays in this tab. */

export interface Shown {
  readonly claim: string;
  readonly quote: string;
  readonly outlet: string;
  readonly published: string | null;
  readonly incident: string;
  readonly incident_title: string;
}

export interface Question {
  readonly id: string;
  readonly kind: string;
  readonly asks: string;
  readonly why: string;
  readonly claims: readonly Shown[];
  readonly weight: number;
  readonly field: string;
  readonly nth: number;
  readonly choices: readonly string[];
}

export interface Decision {
  readonly id: string;
  readonly who: string;
  readonly when: string;
  readonly why: string;
  readonly says: string;
  readonly counts?: boolean;
}

/** What came back, or what went wrong in words. */
export interface Answer<T> {
  readonly value?: T;
  readonly error?: string;
}

export interface Desk {
  queue(): Promise<Answer<{ readonly total: number; readonly rows: readonly Question[] }>>;
  decisions(): Promise<Answer<{ readonly rows: readonly Decision[] }>>;
  decide<T>(act: object): Promise<Answer<T>>;
}

const KEPT = "frontlog-review-token";
const LIMIT = 200;

/** Take the token out of an address: what the address says without it, and the token. */
export function withoutToken(hash: string): readonly [hash: string, token: string] {
  const [path = "", query = ""] = hash.split("?", 2);
  const found = new URLSearchParams(query);
  const token = found.get("token") ?? "";
  found.delete("token");
  const rest = found.toString();
  return [token ? `${path}${rest ? `?${rest}` : ""}` : hash, token];
}

/** The desk of this server; null where the page was opened without a token, as from a folder. */
export function openDesk(): Desk | null {
  const [hash, given] = withoutToken(location.hash);
  if (given) {
    sessionStorage.setItem(KEPT, given);
    history.replaceState(null, "", hash || "#/");
  }
  const token = location.protocol.startsWith("http") ? sessionStorage.getItem(KEPT) : null;
  if (!token) return null;
  const ask = <T>(path: string, init: RequestInit = {}): Promise<Answer<T>> => asked<T>(path, token, init);
  return {
    queue: () => ask(`review/queue?limit=${LIMIT}`),
    decisions: () => ask("review/decisions"),
    decide: (act) => ask("review/decisions", { method: "POST", body: JSON.stringify(act) }),
  };
}

async function asked<T>(path: string, token: string, init: RequestInit): Promise<Answer<T>> {
  try {
    const headers = { Authorization: `Bearer ${token}`, ...(init.body ? { "Content-Type": "application/json" } : {}) };
    const answer = await fetch(path, { ...init, headers });
    const said: unknown = await answer.json();
    if (answer.ok) return { value: said as T };
    const { detail = answer.statusText, hint = "" } = said as { detail?: string; hint?: string };
    return { error: `${detail} ${hint}`.trim() };
  } catch (error) {
    return { error: `The server did not answer (${error instanceof Error ? error.message : String(error)}). Nothing was decided.` };
  }
}
