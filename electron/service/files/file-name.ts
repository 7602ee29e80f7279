const maxCharacters = 200;

/** A name somebody else chose, as people may see it: without a folder, control characters or what turns the reading direction. */
export function nameForPeople(name: string): string | null {
  const [last = ''] = name.split(/[/\\]/).slice(-1);
  const plain = last
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, maxCharacters);
  return plain === '' ? null : plain;
}

/** The segment of a path that was percent-encoded, or should have been. */
export function decodedSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
