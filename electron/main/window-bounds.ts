export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const minimumSize = { width: 900, height: 600 } as const;
const preferredSize = { width: 1366, height: 820 } as const;

/** How much of the window must lie on a display for a person to find and move it. */
const visiblePixels = 120;

/**
 * Where to put the window: where it was, if enough of it lies on a display that is still there, else in the middle of the first display. Never
 * larger than the display it is on. `workAreas` are the displays without their task bars, the main one first.
 */
export function placeWindow(remembered: Bounds | null, workAreas: readonly [Bounds, ...(readonly Bounds[])]): Bounds {
  const area = remembered === null ? undefined : workAreas.find((candidate) => isFindable(remembered, candidate));
  if (remembered === null || area === undefined) return centred(workAreas[0]);
  return {
    ...remembered,
    width: Math.min(Math.max(remembered.width, minimumSize.width), area.width),
    height: Math.min(Math.max(remembered.height, minimumSize.height), area.height),
  };
}

function isFindable(bounds: Bounds, area: Bounds): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const titleBarIsOnIt = bounds.y >= area.y && bounds.y < area.y + area.height - visiblePixels;
  return width >= visiblePixels && titleBarIsOnIt;
}

function centred(area: Bounds): Bounds {
  const width = Math.min(preferredSize.width, area.width);
  const height = Math.min(preferredSize.height, area.height);
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (area.height - height) / 2),
    width,
    height,
  };
}
