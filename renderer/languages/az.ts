import { byArea, type MessageTree } from './areas.ts';

export const messages = byArea(
  import.meta.glob<MessageTree>('../../resources/messages/az/*.json', { eager: true, import: 'default' }),
);
