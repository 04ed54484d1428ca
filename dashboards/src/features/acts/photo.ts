import { MATTER_FILE_BYTES, MATTER_FILE_TYPES, type NewMatterFile } from '@cockpit/contracts';
import { base64Of } from '../../shared/base64';
import { local } from '../../shared/http';

/** pixels of the longer side: enough to read a notice on a wall */
const LONGEST = 2048;
const QUALITY = 0.85;

const isTaken = (type: string): type is NewMatterFile['mime'] =>
  (MATTER_FILE_TYPES as readonly string[]).includes(type);

/**
 * A file as it is sent: a photo made smaller, which also leaves out where it was taken.
 * @throws {ApiError} `file-type` or `file-too-large`
 */
export async function fileToSend(file: File): Promise<NewMatterFile> {
  if (!isTaken(file.type)) throw local('file-type', 'file type', 422);
  const blob = file.type === 'application/pdf' ? file : await smaller(file);
  if (blob.size > MATTER_FILE_BYTES) throw local('file-too-large', 'too large', 413);
  const mime = isTaken(blob.type) ? blob.type : file.type;
  return { label: file.name.slice(0, 200) || 'file', mime, content: await base64Of(blob) };
}

async function smaller(file: File): Promise<Blob> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw local('file-type', 'no picture', 422);
  });
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return new Promise((resolve) => {
    canvas.toBlob(
      (blob) => {
        resolve(blob ?? file);
      },
      'image/jpeg',
      QUALITY,
    );
  });
}
