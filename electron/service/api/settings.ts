import type { SettingsBook } from '../domain/settings.ts';
import type { AreaHandlers } from './handlers.ts';

export function settingsHandlers(settings: SettingsBook): AreaHandlers<'settings'> {
  return {
    'settings.get': () => settings.current(),
    'settings.update': (change) => settings.update(change),
  };
}
