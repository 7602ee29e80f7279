import { useI18n } from 'vue-i18n';
import type { FrameView } from '../../electron/contract/views.ts';
import { useSettings } from '../stores/settings.ts';
import { useFormat } from '../use-format.ts';
import { describeFrame } from './describe-frame.ts';

/** What a frame says, in the language on the screen. */
export function useFrameText(): (frame: FrameView) => string {
  const i18n = useI18n();
  const settings = useSettings();
  const format = useFormat();
  return (frame) =>
    describeFrame(frame, {
      language: settings.language,
      t: (key, values = {}) => i18n.t(key, values),
      te: (key) => i18n.te(key),
      format,
    });
}
