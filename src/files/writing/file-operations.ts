// The operations of the file system that writing needs. Tests pass others, which fail.
import {
  link,
  lstat,
  open,
  readdir,
  readlink,
  realpath,
  rename,
  stat,
  unlink,
} from 'node:fs/promises';

export type FileOperations = typeof fileOperations;

export const fileOperations = {
  link,
  lstat,
  open,
  readdir,
  readlink,
  realpath,
  rename,
  stat,
  unlink,
};
