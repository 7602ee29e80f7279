/** How often and how far apart a station tries a transfer, in the words of 1.6. */
export function writeRetries({
  retries,
  retryIntervalSeconds,
}: {
  readonly retries?: number | undefined;
  readonly retryIntervalSeconds?: number | undefined;
}): { retries?: number; retryInterval?: number } {
  return {
    ...(retries !== undefined && { retries }),
    ...(retryIntervalSeconds !== undefined && { retryInterval: retryIntervalSeconds }),
  };
}
