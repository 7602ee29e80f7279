import { expect, test } from 'vitest';
import { defaultSettings, loadSettings } from '../../../electron/service/domain/settings.ts';
import { openTestStore } from '../store/test-store.ts';

test('a stored setting that is not allowed, or not any more, counts as never set', async () => {
  const store = await openTestStore();
  await store.write(async (unit) => {
    await unit.settings.set('siteName', '7');
    await unit.settings.set('language', '"de"');
    await unit.settings.set('currency', '"EUR"');
    await unit.settings.set('forgotten', '1');
  });
  const settings = await loadSettings({ store, announce: () => undefined, forThisRun: {} });
  expect(settings.current()).toEqual({ ...defaultSettings, currency: 'EUR' });
});
