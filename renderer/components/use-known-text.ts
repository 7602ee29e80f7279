import { useI18n } from 'vue-i18n';

/** The text of a key where there is one, else what is said otherwise: for words of stations, which may be any. */
export function useKnownText(): (key: string, otherwise: string) => string {
  const i18n = useI18n();
  return (key, otherwise) => (i18n.te(key) ? i18n.t(key) : otherwise);
}
