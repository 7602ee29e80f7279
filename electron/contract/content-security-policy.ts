/**
 * The policy every page of the console is served with, by the shell's `app://` and by the headless service alike. Style attributes may be
 * written inline, as the charts' labels are; style elements and scripts never.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  // Documents that are previewed carry their own fonts.
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
