import { byArea, type MessageTree } from './areas.ts';

export const messages = byArea(
  import.meta.glob<MessageTree>('../../resources/messages/en/*.json', { eager: true, import: 'default' }),
);
