import { createVuetify, type ThemeDefinition } from 'vuetify';
import { aliases, mdi } from 'vuetify/iconsets/mdi-svg';
import { az, en, ru, tr } from 'vuetify/locale';
import { watch, type App } from 'vue';
import type { Settings } from '../electron/contract/views.ts';
import { adoptedStyleHead } from './adopted-style-head.ts';
import { i18n } from './i18n.ts';

/** Colours that say a state of a connector; `status-chip` and the overview's cards read them. */
const light = {
  dark: false,
  colors: {
    background: '#F3F6F7',
    surface: '#FFFFFF',
    'surface-light': '#EEF2F4',
    'surface-variant': '#33424A',
    'on-surface-variant': '#F3F6F7',
    primary: '#0A5F6B',
    secondary: '#4A5D66',
    success: '#1B7A45',
    info: '#1A63C4',
    warning: '#9A5B00',
    error: '#BA1F2B',
    available: '#1B7A45',
    charging: '#1A63C4',
    waiting: '#6A4BB8',
    attention: '#9A5B00',
    fault: '#BA1F2B',
    idle: '#5B6B73',
  },
  variables: {
    'border-color': '#0B2A33',
    'border-opacity': 0.13,
    'high-emphasis-opacity': 0.92,
    'medium-emphasis-opacity': 0.72,
    'theme-on-light': '#12202A',
  },
} satisfies ThemeDefinition;

const dark = {
  dark: true,
  colors: {
    background: '#0E1519',
    surface: '#172127',
    'surface-light': '#1F2B32',
    'surface-bright': '#E6EDF0',
    'surface-variant': '#C7D3D9',
    'on-surface-variant': '#12202A',
    primary: '#5EC4CF',
    secondary: '#A3B5BE',
    success: '#5FCB8B',
    info: '#7DB4FF',
    warning: '#F0B354',
    error: '#FF8A8A',
    available: '#5FCB8B',
    charging: '#7DB4FF',
    waiting: '#BBA4FA',
    attention: '#F0B354',
    fault: '#FF8A8A',
    idle: '#9FB0B8',
    'on-background': '#E6EDF0',
    'on-surface': '#E6EDF0',
    'on-primary': '#06262B',
    'on-error': '#3A0509',
    'on-warning': '#2E1B00',
    'on-success': '#052814',
    'on-info': '#06234A',
  },
  variables: {
    'border-color': '#BFD6E0',
    'border-opacity': 0.16,
    'high-emphasis-opacity': 1,
    'medium-emphasis-opacity': 0.72,
    'theme-on-light': '#12202A',
  },
} satisfies ThemeDefinition;

const field = { density: 'compact', variant: 'outlined', hideDetails: 'auto', color: 'primary' } as const;

const vuetify = createVuetify({
  theme: { defaultTheme: 'system', themes: { light, dark } },
  icons: { defaultSet: 'mdi', aliases, sets: { mdi } },
  locale: { locale: i18n.global.locale.value, fallback: 'en', messages: { az, en, ru, tr } },
  defaults: {
    VBtn: { density: 'comfortable', variant: 'text', rounded: 'md' },
    VCard: { variant: 'flat', rounded: 'lg', border: true },
    VTextField: field,
    VTextarea: field,
    VSelect: field,
    VAutocomplete: field,
    VCombobox: field,
    VCheckbox: { density: 'compact', hideDetails: 'auto', color: 'primary' },
    VSwitch: { density: 'compact', hideDetails: 'auto', color: 'primary', inset: true },
    VTable: { density: 'compact' },
    VDataTable: { density: 'compact' },
    VDataTableServer: { density: 'compact' },
    VList: { density: 'compact' },
    VListItem: { density: 'compact' },
    VTabs: { density: 'compact', color: 'primary' },
    VChip: { size: 'small', variant: 'tonal', label: true },
    VAlert: { density: 'compact', variant: 'tonal', border: 'start' },
    VTooltip: { openDelay: 400 },
    VDialog: { maxWidth: 520 },
  },
});

export function installTheme(app: App): void {
  app.provide('usehead', adoptedStyleHead);
  app.use(vuetify);
  watch(i18n.global.locale, (language) => {
    vuetify.locale.current.value = language;
  });
}

/** Shows the chosen theme at once; `system` follows the computer. */
export function showTheme(theme: Settings['theme']): void {
  void vuetify.theme.change(theme);
}
