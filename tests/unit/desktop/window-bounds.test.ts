import { expect, test } from 'vitest';
import { placeWindow } from '../../../electron/main/window-bounds.ts';

const laptop = { x: 0, y: 24, width: 1366, height: 744 };
const monitor = { x: 1366, y: 0, width: 1920, height: 1080 };

test('a first window stands in the middle of the main display and fits on it', () => {
  expect(placeWindow(null, [laptop])).toEqual({ x: 0, y: 24, width: 1366, height: 744 });
  expect(placeWindow(null, [monitor])).toEqual({ x: 1643, y: 130, width: 1366, height: 820 });
});

test('a window stands where it was left, on the second display as well', () => {
  const left = { x: 1500, y: 100, width: 1200, height: 800 };
  expect(placeWindow(left, [laptop, monitor])).toEqual(left);
});

test('a window left on a display that is gone comes back to the main one', () => {
  const left = { x: 1500, y: 100, width: 1200, height: 800 };
  expect(placeWindow(left, [laptop])).toEqual({ x: 0, y: 24, width: 1366, height: 744 });
});

test('a window whose title bar lies outside of every display comes back', () => {
  const left = { x: 100, y: -700, width: 1200, height: 800 };
  expect(placeWindow(left, [laptop]).y).toBe(24);
});

test('a window larger than its display shrinks to it, one that is too small grows', () => {
  expect(placeWindow({ x: 0, y: 24, width: 3000, height: 2000 }, [laptop])).toMatchObject({ width: 1366, height: 744 });
  expect(placeWindow({ x: 0, y: 24, width: 200, height: 100 }, [laptop])).toMatchObject({ width: 900, height: 600 });
});
