import { message, part, type BulletinSummary } from '@cockpit/contracts';
import { enqueue, keepAttachment, type AttachedFile } from '@cockpit/notify';
import type { EntityManager } from 'typeorm';

/** Notifies the place's channels that a bulletin is ready, with a link and, in mails, the file. @param now epoch ms */
export async function tellOf(
  bulletin: BulletinSummary,
  file: AttachedFile,
  now: number,
  manager: EntityManager,
): Promise<void> {
  const { id, no, place, placeName, from, to } = bulletin;
  const attachment = await keepAttachment(manager, file);
  await enqueue(manager, {
    subject: `bulletin/${String(no)}`,
    notice: {
      phase: 'open',
      level: 'yellow',
      hall: place,
      endedAt: null,
      about: message('bulletin.ready', { from, to, place: placeName ?? part('bulletin.bureau', {}) }),
      firedAt: new Date(now).toISOString(),
      path: `/bulletins/${id}`,
      attachment,
    },
  });
}
