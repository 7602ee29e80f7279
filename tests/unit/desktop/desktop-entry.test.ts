import { expect, test } from 'vitest';
import { desktopEntryText } from '../../../electron/main/desktop-entry.ts';

test('the program and its flags are written so that a desktop starts them', () => {
  expect(desktopEntryText('Stansiya', ['/opt/Stansiya/stansiya', '--hidden'])).toBe(
    '[Desktop Entry]\nType=Application\nName=Stansiya\nExec="/opt/Stansiya/stansiya" "--hidden"\nTerminal=false\n',
  );
});

test('characters with a meaning of their own are escaped', () => {
  expect(desktopEntryText('Stansiya', ['/opt/100% $new/a"b'])).toContain('Exec="/opt/100%% \\\\$new/a\\\\"b"\n');
});
