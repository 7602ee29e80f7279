import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Text } from './texts.ts';

/** The menu of a right click on a field or on selected text, which a page in Electron does not have by itself. */
export function showContextMenu(window: BrowserWindow, text: Text): void {
  window.webContents.on('context-menu', (_event, { editFlags, isEditable, selectionText }) => {
    const items = isEditable ? editItems(editFlags, text) : selectionText.trim() === '' ? [] : [copy(text)];
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
}

const copy = (text: Text, enabled = true): MenuItemConstructorOptions => ({
  role: 'copy',
  label: text('copy'),
  enabled,
});

const editItems = (can: Electron.EditFlags, text: Text): MenuItemConstructorOptions[] => [
  { role: 'cut', label: text('cut'), enabled: can.canCut },
  copy(text, can.canCopy),
  { role: 'paste', label: text('paste'), enabled: can.canPaste },
  { type: 'separator' },
  { role: 'selectAll', label: text('selectAll'), enabled: can.canSelectAll },
];
