/** The library for the Military Grid Reference System, wherever it runs. */
import * as library from 'mgrs';

/** Node finds the library's CommonJS file, whose only export is `default`; a browser its module, which has none. */
export const mgrs: typeof library = Reflect.get(library, 'default') ?? library;
