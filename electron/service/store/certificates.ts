import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import { stationKey } from './keys.ts';
import { readPage } from './page.ts';
import { first, idOf, integer, integerOrNull, keyOf, text, word } from './row.ts';
import type { CertificateReads, CertificateRecord, CertificateWrites } from './security-records.ts';
import { allOf, insertInto, stationIs, update, when } from './sql.ts';

const algorithms: Readonly<Record<CertificateRecord['algorithm'], true>> = { rsa: true, ecdsa: true };
const states: Readonly<Record<CertificateRecord['state'], true>> = {
  issued: true,
  installed: true,
  refused: true,
  revoked: true,
};
const selected = 'SELECT client_certificates.*, station_id FROM client_certificates JOIN stations USING (station_key)';

export function certificateReads(reader: Reader): CertificateReads {
  return {
    async find(certificateId) {
      return first(await reader.all(`${selected} WHERE certificate_id = ?`, [keyOf(certificateId)]), toCertificate);
    },
    async findByFingerprint(fingerprint) {
      return first(await reader.all(`${selected} WHERE fingerprint = ?`, [fingerprint]), toCertificate);
    },
    list(query) {
      const where = allOf([when(query.stationId, stationIs)]);
      const listing = {
        table: 'client_certificates',
        select: selected,
        where,
        order: 'issued_ms DESC, certificate_id DESC',
      };
      return readPage(reader, listing, query, toCertificate);
    },
    async valid(now) {
      const rows = await reader.all(
        `${selected} WHERE state IN ('issued', 'installed') AND not_after_ms > ? ORDER BY issued_ms, certificate_id`,
        [now],
      );
      return rows.map(toCertificate);
    },
  };
}

export function certificateWrites(writer: Writer): CertificateWrites {
  return {
    async insert(certificate, keep) {
      const key = await stationKey(writer, certificate.stationId);
      const { sql, params } = insertInto('client_certificates', {
        station_key: key,
        algorithm: certificate.algorithm,
        subject: certificate.subject,
        serial_number: certificate.serialNumber,
        fingerprint: certificate.fingerprint,
        pem: certificate.pem,
        issued_ms: certificate.issuedAt,
        not_after_ms: certificate.notAfter,
        state: certificate.state,
        used_ms: certificate.usedAt,
      });
      const { lastId } = await writer.run(sql, params);
      await writer.run(
        `DELETE FROM client_certificates WHERE station_key = ? AND certificate_id <= (
             SELECT certificate_id FROM client_certificates WHERE station_key = ?
             ORDER BY certificate_id DESC LIMIT 1 OFFSET ?)
           AND certificate_id IS NOT (
             SELECT certificate_id FROM client_certificates WHERE station_key = ? AND used_ms IS NOT NULL
             ORDER BY used_ms DESC LIMIT 1)`,
        [key, key, keep, key],
      );
      return idOf(lastId);
    },
    async update(certificateId, { state, usedAt }) {
      const statement = update(
        'client_certificates',
        { state, used_ms: usedAt },
        { sql: 'certificate_id = ?', params: [keyOf(certificateId)] },
      );
      if (statement) await writer.run(statement.sql, statement.params);
    },
  };
}

function toCertificate(row: Row): CertificateRecord {
  return {
    certificateId: idOf(integer(row, 'certificate_id')),
    stationId: text(row, 'station_id'),
    algorithm: word(row, 'algorithm', algorithms),
    subject: text(row, 'subject'),
    serialNumber: text(row, 'serial_number'),
    fingerprint: text(row, 'fingerprint'),
    pem: text(row, 'pem'),
    issuedAt: integer(row, 'issued_ms'),
    notAfter: integer(row, 'not_after_ms'),
    state: word(row, 'state', states),
    usedAt: integerOrNull(row, 'used_ms'),
  };
}
