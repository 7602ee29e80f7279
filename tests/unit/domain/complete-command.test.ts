import { expect, test } from 'vitest';
import type { AnsweredCommand } from '../../../electron/service/domain/command-hooks.ts';
import type { Command } from '../../../ocpp/model/command.ts';
import { openSite, type SiteOptions, type TestSite } from './test-site.ts';

async function siteWithStation(options: SiteOptions = {}): Promise<{ site: TestSite; sent: Command[] }> {
  const site = await openSite(options);
  await site.connect('HALL-1');
  const sent: Command[] = [];
  site.answerCommands((_stationId, command) => {
    sent.push(command);
    return { kind: 'accepted', response: { status: 'Accepted' } };
  });
  return { site, sent };
}

const location = 'ftp://user:secret@192.168.1.9/in/';

test('requests are numbered through, and a number is never given twice', async () => {
  const { site, sent } = await siteWithStation();
  const ask = { type: 'getLog', log: 'SecurityLog', location } as const;
  await site.commands.run('HALL-1', ask);
  await site.commands.run('HALL-1', ask);
  const again = await openSite({ store: site.store, time: site.time });
  again.answerCommands((_stationId, command) => {
    sent.push(command);
    return { kind: 'accepted' };
  });
  await again.commands.run('HALL-1', ask);
  expect(sent.map((command) => command.type === 'getLog' && command.requestId)).toEqual([1, 2, 3]);
});

test('a password within an address is sent, and is not written down', async () => {
  const { site, sent } = await siteWithStation();
  await site.commands.run('HALL-1', { type: 'getLog', log: 'SecurityLog', location });
  expect(sent).toMatchObject([{ location }]);
  const [record] = (await site.store.read.commands.list({ limit: 1, offset: 0 })).rows;
  expect(JSON.parse(record?.request ?? '')).toEqual({
    type: 'getLog',
    log: 'SecurityLog',
    location: 'ftp://user@192.168.1.9/in/',
  });
});

test('a root certificate that is not given is our own', async () => {
  const { site, sent } = await siteWithStation();
  await site.commands.run('HALL-1', { type: 'installCertificate', certificateType: 'CSMSRootCertificate' });
  expect(sent).toMatchObject([{ certificate: expect.stringContaining('BEGIN CERTIFICATE') as unknown }]);
});

test('a command that cannot be completed is neither sent nor written down', async () => {
  const { site, sent } = await siteWithStation();
  await expect(site.commands.run('HALL-1', { type: 'updateFirmware' })).rejects.toMatchObject({ code: 'invalidInput' });
  expect(sent).toEqual([]);
  expect((await site.store.read.commands.list({ limit: 1, offset: 0 })).total).toBe(0);
});

test('every answer is followed up with what was really sent, an answer that never came as well', async () => {
  const heard: AnsweredCommand[] = [];
  const followUp = {
    answered: (_unit: unknown, answered: AnsweredCommand) => {
      heard.push(answered);
      return Promise.resolve();
    },
  };
  const { site } = await siteWithStation({ followUps: [followUp] });
  const expiresAt = new Date(site.time.now() + 3_600_000).toISOString();
  await site.commands.run('hall-1', { type: 'reserve', idToken: 'CARD', expiresAt });
  site.answerCommands(() => ({ kind: 'offline' }));
  const { commandId } = await site.commands.run('HALL-1', { type: 'clearCache' });
  expect(heard).toMatchObject([
    { stationId: 'HALL-1', command: { type: 'reserve', reservationId: 1 }, outcome: { kind: 'accepted' } },
    { commandId, command: { type: 'clearCache' }, outcome: { kind: 'offline' } },
  ]);
});
