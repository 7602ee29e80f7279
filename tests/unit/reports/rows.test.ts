import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../electron/service/reports/csv.ts';
import { excelCells, excelDelimiter, excelHeader } from '../../../electron/service/reports/excel-sessions.ts';
import { periodName } from '../../../electron/service/reports/file-name.ts';
import { machineCells, machineHeader } from '../../../electron/service/reports/machine-sessions.ts';
import type { SessionRow } from '../../../electron/service/reports/session-row.ts';
import type { SessionRecord } from '../../../electron/service/store/store.ts';
import type { Language } from '../../../electron/contract/views.ts';
import { presetPeriod, type PeriodPreset } from '../../../electron/contract/format/periods.ts';
import { readCsv } from './read-csv.ts';

const timeZone = 'Asia/Baku';
const stoppedAt = Date.UTC(2026, 6, 31, 20, 30, 7);

function row(change: Partial<SessionRecord> = {}): SessionRow {
  const session: SessionRecord = {
    sessionId: '17',
    stationId: '001',
    evseId: 2,
    transactionId: '4711',
    idToken: '0012345678',
    authorization: 'Accepted',
    startedAt: stoppedAt - 5_107_000,
    startedText: null,
    startReceivedAt: stoppedAt - 5_107_000,
    stoppedAt,
    stoppedText: null,
    stopReceivedAt: stoppedAt,
    meterStartWh: 1_000_000,
    meterStopWh: 1_012_345,
    lastMeterWh: 1_012_000,
    lastMeterAt: stoppedAt - 1000,
    lastPowerW: 7000,
    energyWh: 12_345,
    energySource: 'register',
    stopReason: 'EVDisconnected',
    verdict: 'review',
    flags: ['lateArrival', 'unitMismatch'],
    ...change,
  };
  return { session, stoppedAt, stationName: 'Həyət "1"; giriş', cardLabel: 'Əli' };
}

function excelRow(language: Language, change: Partial<SessionRecord> = {}): string[] {
  const layout = { language, timeZone };
  const delimiter = excelDelimiter(language);
  const text = csvLine(excelHeader(layout), delimiter) + csvLine(excelCells(row(change), layout), delimiter);
  return Object.values(readCsv(text, delimiter).rows[0] ?? {});
}

function machineRow(change: Partial<SessionRecord> = {}): Record<string, string> {
  const text = csvLine(machineHeader(), ';') + csvLine(machineCells(row(change), timeZone), ';');
  return readCsv(text, ';').rows[0] ?? {};
}

describe('the file for people', () => {
  it('writes numbers and dates as the reader’s spreadsheet reads them', () => {
    const cells = excelRow('az');
    expect(cells.slice(0, 6)).toEqual(['17', '\t001', 'Həyət "1"; giriş', '2', '\t0012345678', 'Əli']);
    expect(cells.slice(6, 12)).toEqual([
      '31.07.2026 23:05:00',
      '01.08.2026 00:30:07',
      '1:25:07',
      '1000,000',
      '1012,345',
      '12,345',
    ]);
  });

  it('uses the comma and the decimal point in English', () => {
    expect(excelRow('en').slice(9, 12)).toEqual(['1000.000', '1012.345', '12.345']);
  });

  it.each(['az', 'ru', 'en', 'tr'] as const)('names the zone in the headers of both times (%s)', (language) => {
    const header = excelHeader({ language, timeZone }).map((cell) => cell.csv);
    expect(header.filter((name) => name.includes('(Asia/Baku)'))).toHaveLength(2);
    expect(new Set(header).size).toBe(15);
  });

  it('says in words why it ended and what is doubtful', () => {
    const [reason, verdict, remarks] = excelRow('en').slice(12);
    expect([reason, verdict]).toEqual(['Car unplugged', 'Please check']);
    expect(remarks).toMatch(/offline at the time\..*factor of 1000/);
  });

  it('keeps a stop reason a vendor invented, disarmed', () => {
    expect(excelRow('az', { stopReason: '=cmd' })[12]).toBe("'=cmd");
    expect(excelRow('az', { stopReason: 'toString' })[12]).toBe('toString');
  });

  it('leaves what is not known empty', () => {
    const cells = excelRow('ru', { idToken: null, meterStartWh: null, energyWh: null, stopReason: null, flags: [] });
    expect([cells[4], cells[9], cells[11], cells[12], cells[14]]).toEqual(['', '', '', '', '']);
  });
});

describe('the file for programs', () => {
  it('has the columns of version 1, in their order', () => {
    expect(
      machineHeader()
        .map((cell) => cell.csv)
        .join(),
    ).toBe(
      'doc_no,session_id,station_id,station_name,connector,id_tag,tag_label,customer,customer_voen,start_utc,start_local,' +
        'stop_utc,stop_local,duration_s,charging_s,idle_s,meter_start_wh,meter_stop_wh,energy_wh,energy_source,estimated,' +
        'tariff_name,tariff_version,energy_amount,time_amount,idle_amount,start_fee,discount,gross,vat_rate,vat,net,currency,' +
        'pay_method,pay_status,paid,refunded,provider,provider_ref,fiscal_receipt_no,stop_reason,operator,period,closed,row_hash',
    );
  });

  it('writes whole numbers, both times and untouched identities', () => {
    expect(machineRow()).toMatchObject({
      session_id: '17',
      station_id: '001',
      station_name: 'Həyət "1"; giriş',
      id_tag: '0012345678',
      start_utc: '2026-07-31T19:05:00.000Z',
      start_local: '2026-07-31T23:05:00+04:00',
      stop_utc: '2026-07-31T20:30:07.000Z',
      stop_local: '2026-08-01T00:30:07+04:00',
      duration_s: '5107',
      meter_start_wh: '1000000',
      meter_stop_wh: '1012345',
      energy_wh: '12345',
      energy_source: 'register',
      estimated: 'n',
      stop_reason: 'EVDisconnected',
      period: '2026-08',
      closed: 'n',
    });
  });

  it('leaves money and all that is not known empty, never 0', () => {
    const cells = machineRow({ meterStopWh: null, energyWh: null, energySource: 'none', idToken: null });
    const empty = [
      'doc_no',
      'gross',
      'vat',
      'net',
      'paid',
      'currency',
      'meter_stop_wh',
      'energy_wh',
      'energy_source',
      'id_tag',
    ];
    expect(empty.map((name) => cells[name])).toEqual(empty.map(() => ''));
  });

  it('has a hash that changes with the row and only with it', () => {
    const hash = machineRow()['row_hash'];
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(machineRow()['row_hash']).toBe(hash);
    expect(machineRow({ energyWh: 12_346 })['row_hash']).not.toBe(hash);
  });
});

describe('file names tell the period', () => {
  const now = Date.UTC(2026, 6, 15);
  const expected: readonly (readonly [PeriodPreset, string])[] = [
    ['today', '2026-07-15'],
    ['thisWeek', '2026-07-13_2026-07-19'],
    ['thisMonth', '2026-07'],
    ['lastQuarter', '2026-Q2'],
    ['lastYear', '2025'],
  ];

  it.each(expected)('%s is %s', (preset, name) => {
    expect(periodName(presetPeriod(preset, now, timeZone), timeZone)).toBe(name);
  });

  it('a period of any other shape is told by its first and last day', () => {
    const { from } = presetPeriod('lastMonth', now, timeZone);
    const { to } = presetPeriod('thisMonth', now, timeZone);
    expect(periodName({ from, to }, timeZone)).toBe('2026-06-01_2026-07-31');
    expect(periodName({ from: from + 1, to: from + 2 }, timeZone)).toBe('2026-06-01');
  });
});
