/** The offered subprotocols, in the station's order. */
export function readSubprotocols(header: string | undefined): readonly string[] {
  return (header ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

export interface ChosenSubprotocol<P> {
  readonly protocol: P;
  /** The station's own spelling of what it offered, to be echoed; null when it offered nothing. */
  readonly offered: string | null;
}

/** The station's first choice that is supported; `assumed` when it offers nothing, null when nothing fits. */
export function chooseSubprotocol<P extends { readonly version: string }>(
  offered: readonly string[],
  supported: readonly P[],
  assumed: P,
): ChosenSubprotocol<P> | null {
  if (offered.length === 0) return { protocol: assumed, offered: null };
  for (const name of offered) {
    const protocol = supported.find(({ version }) => version === name.toLowerCase());
    if (protocol !== undefined) return { protocol, offered: name };
  }
  return null;
}
