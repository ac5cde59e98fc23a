import { Instant } from '../../events';

/** Columns of instants, filled in the order of arrival. A column is gone with the last record whose instants stand in it. */
export class InstantColumns {
  private column = new Float64Array(0);
  private used = 0;

  /** A column with room for so many instants in a row, and the cell from which on. */
  reserve(count: number): { readonly column: Float64Array; readonly first: number } {
    if (this.used + count > this.column.length) {
      this.column = new Float64Array(columnLength);
      this.used = 0;
    }
    const first = this.used;
    this.used += count;
    return { column: this.column, first };
  }
}

/** Cells: some six hundred changes' worth, 32 kB. */
const columnLength = 4_096;

const column = Symbol('column');
const first = Symbol('first');

/** Where the instants of a record stand, and how each is read from there. */
interface Placed {
  readonly column: Float64Array;
  readonly first: number;
  readonly accessors: PropertyDescriptorMap;
}

/** The fields of a kind of record that are instants. */
export class InstantFields<Name extends string> {
  private readonly names: readonly Name[];
  private readonly accessors: PropertyDescriptorMap;

  constructor(...names: readonly Name[]) {
    this.names = names;
    this.accessors = Object.fromEntries(names.map((name, offset) => [name, accessorOf(offset)]));
  }

  place(record: Readonly<Record<Name, Instant | null>>, columns: InstantColumns): Placed {
    const place = columns.reserve(this.names.length);
    this.names.forEach((name, offset) => (place.column[place.first + offset] = record[name] ?? Number.NaN));
    return { ...place, accessors: this.accessors };
  }
}

function accessorOf(offset: number): PropertyDescriptor {
  return {
    configurable: true,
    enumerable: true,
    get(this: { readonly [column]: Float64Array; readonly [first]: number }): Instant | null {
      const instant = this[column][this[first] + offset];
      return Number.isNaN(instant) ? null : instant;
    },
  };
}

/**
 * A record whose instants stand in a column, beside those of others. An instant is more than a field has room for: in a
 * record it is an object of its own for V8, seven for each change. That was a third of all that a page of 500 repositories held,
 * and to collect garbage, while the page stands still, takes as long as what is held has objects. The fields are the record's
 * own all the same: whoever copies it, compares it or writes it down comes across them.
 */
export abstract class TimedRecord {
  constructor(placed: Placed) {
    Object.defineProperty(this, column, { value: placed.column });
    Object.defineProperty(this, first, { value: placed.first });
    Object.defineProperties(this, placed.accessors);
  }
}
