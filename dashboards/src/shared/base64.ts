import { local } from './http';

/** A file as a request carries it. @throws {ApiError} `file-type` where it cannot be read */
export function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => {
      reject(local('file-type', 'unreadable', 422));
    };
    reader.onload = () => {
      resolve(typeof reader.result === 'string' ? reader.result.replace(/^[^,]*,/, '') : '');
    };
    reader.readAsDataURL(blob);
  });
}
