import { expect, test } from 'vitest';
import { loadOperators } from '../../../electron/service/domain/operators.ts';
import { openSite } from './test-site.ts';

test('nobody is on duty until somebody says so, and a new one can be at once', async () => {
  const { operators, changes } = await openSite();
  expect(operators.onDuty()).toBe('');
  await operators.add('Aysel', true);
  expect(operators.onDuty()).toBe('Aysel');
  await operators.add('Vüqar', false);
  expect(operators.onDuty()).toBe('Aysel');
  const told = changes.flatMap((change) =>
    change.type === 'told' && change.told.event === 'operators.changed' ? [change.told.data] : [],
  );
  expect(told.at(-1)?.operators.map(({ name }) => name)).toEqual(['Aysel', 'Vüqar']);
});

test('who is on duty is still so after a restart, under the new name', async () => {
  const { operators, store, time, announce } = await openSite();
  const { onDuty } = await operators.add('Aysel', true);
  await operators.rename(onDuty?.operatorId ?? '', 'Aysel Məmmədova');
  const again = await loadOperators({ store, clock: time, announce });
  expect(again.onDuty()).toBe('Aysel Məmmədova');
});

test('who is retired is on duty no more and can not be chosen', async () => {
  const { operators } = await openSite();
  const { onDuty } = await operators.add('Aysel', true);
  const operatorId = onDuty?.operatorId ?? '';
  await operators.retire(operatorId, true);
  expect(operators.onDuty()).toBe('');
  await expect(operators.goOnDuty(operatorId)).rejects.toMatchObject({ code: 'notFound' });
  await operators.retire(operatorId, false);
  expect((await operators.goOnDuty(operatorId)).onDuty?.name).toBe('Aysel');
  expect((await operators.goOnDuty(null)).onDuty).toBeNull();
});

test('two operators never have one name', async () => {
  const { operators } = await openSite();
  await operators.add('Aysel', false);
  const { operators: two } = await operators.add('Vüqar', false);
  await expect(operators.add('AYSEL', false)).rejects.toMatchObject({ code: 'alreadyExists' });
  await expect(operators.rename(two[1]?.operatorId ?? '', 'aysel')).rejects.toMatchObject({ code: 'alreadyExists' });
  await expect(operators.rename('99', 'Leyla')).rejects.toMatchObject({ code: 'notFound' });
});
