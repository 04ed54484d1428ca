import { message, part, type Annotation, type BulletinParagraph } from '@cockpit/contracts';
import type { Grounds } from './grounds';

/** Fits at the foot of a page. */
const MAX_PRINTED = 8;
const KINDS = {
  'system-down': 'bulletin.annotation-system-down',
  event: 'bulletin.annotation-event',
  closure: 'bulletin.annotation-closure',
  'data-fault': 'bulletin.annotation-data-fault',
  other: 'bulletin.annotation-other',
} as const;

/** Notes on days of the period; the figures include those times. */
export function annotated({ annotations }: Pick<Grounds, 'annotations'>): BulletinParagraph[] {
  const notes = annotations.slice(0, MAX_PRINTED).map((note, i): BulletinParagraph => ({
    key: `annotation-${note.id}`,
    words: message('bulletin.annotation', {
      n: i + 1,
      place: note.placeName ?? part('bulletin.bureau', {}),
      when: whenOf(note),
      kind: part(KINDS[note.kind], {}),
      text: note.text,
    }),
  }));
  const more = annotations.length - MAX_PRINTED;
  return more > 0
    ? [...notes, { key: 'annotations-more', words: message('bulletin.annotations-more', { n: more }) }]
    : notes;
}

const whenOf = ({ firstDay, lastDay, fromTime, toTime }: Annotation): string =>
  firstDay === lastDay ? `${firstDay} ${fromTime}–${toTime}` : `${firstDay} ${fromTime} – ${lastDay} ${toTime}`;
