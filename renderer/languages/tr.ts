import { byArea, type MessageTree } from './areas.ts';

export const messages = byArea(
  import.meta.glob<MessageTree>('../../resources/messages/tr/*.json', { eager: true, import: 'default' }),
);
