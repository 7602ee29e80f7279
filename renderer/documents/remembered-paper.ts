import { shallowRef, watch, type ShallowRef } from 'vue';
import { type DocumentPaper, documentPapers } from '../../electron/contract/documents.ts';

const key = 'stansiya.paper';

/** The paper chosen last on this PC: a desk has one printer. */
export function rememberedPaper(): ShallowRef<DocumentPaper> {
  const stored = localStorage.getItem(key);
  const paper = shallowRef<DocumentPaper>(documentPapers.find((one) => one === stored) ?? 'A6');
  watch(paper, (chosen) => {
    localStorage.setItem(key, chosen);
  });
  return paper;
}
