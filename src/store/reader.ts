import { Instant } from '../events';
import { Need, Problem, Report, Source, SourceId } from '../sources';
import { Keeper } from './keeping';
import { Memory } from './memory';
import { Pieces } from './pieces';
import { Stream, streamKey } from './stream';
import { Flight, Trip } from './trip';
import { broken, unfinished } from './troubles';
import { Hold } from './vault';

/** What the reader tells of as it goes. */
export interface Told {
  /** A report has been taken. */
  readonly reported: (report: Report) => void;
  /** More of a stream is known, or nothing more will come; `isOver`: its trip has ended. */
  readonly moved: (key: string, isOver: boolean) => void;
  /** The vault may have told more of a stream than was known when it was asked for. */
  readonly loaded: (key: string) => void;
}

/** Of streams: to take a report, and to tell those who wait for it. */
const visitsOfReport = 10;

/** A feed is read whole each time: there is nothing to gain from keeping it. */
export function isKept(source: SourceId): boolean {
  return source !== 'feed';
}

/** Reads streams from their sources: one flight a stream, and with a vault one tab a stream. */
export class Reader {
  /** By stream. A settled one stays until its trip is over. */
  private readonly flights = new Map<string, Flight>();

  constructor(
    private readonly memory: Memory,
    private readonly told: Told,
    private readonly pieces: Pieces
  ) {}

  /** What is under way for a stream, or was until its trip is over; of what was cancelled, nothing. */
  flightOf(key: string): Flight | undefined {
    const flight = this.flights.get(key);
    return flight?.trip.signal.aborted === true ? undefined : flight;
  }

  isUnderWay(key: string): boolean {
    return this.flightOf(key)?.settled === false;
  }

  isAsked(key: string): boolean {
    const flight = this.flightOf(key);
    return flight !== undefined && flight.isAsked && !flight.settled;
  }

  board(need: Need, trip: Trip): Flight {
    const stream = this.memory.streamOf(need);
    const reported = new Set<string>();
    const flight: Flight = { need, stream, trip, reported, hasNewest: false, isAsked: false, settled: false };
    this.flights.set(stream.key, flight);
    return flight;
  }

  /** Goes on until each flight is settled or nobody waits any more. Never rejects. */
  async travel(trip: Trip, flights: readonly Flight[], keeper: Keeper | null): Promise<void> {
    try {
      await (keeper === null || !isKept(trip.source.id)
        ? this.read(trip, flights, () => undefined)
        : this.readAlone(keeper, trip, flights));
    } catch (error) {
      await this.fail(flights, (need) => broken(need, error));
    }
    for (const flight of flights) {
      flight.settled = true;
      if (this.flights.get(flight.stream.key) === flight) {
        this.flights.delete(flight.stream.key);
      }
    }
    await this.pieces.over(flights, ({ stream }) => this.told.moved(stream.key, true));
  }

  /** More may be known of what is waiting for its turn. */
  look(key: string): void {
    const flight = this.flights.get(key);
    if (flight !== undefined && this.memory.isReadToTheEnd(flight.need)) {
      flight.settled = true;
    }
  }

  /** Reads what no other tab is reading; follows the others, and reads what they have left. */
  private async readAlone(keeper: Keeper, trip: Trip, flights: readonly Flight[]): Promise<void> {
    const hold = await keeper.hold(streamsOf(flights), trip.signal, false);
    const held = new Set(hold.keys ?? flights.map(({ stream }) => stream.key));
    const free = flights.filter(({ stream }) => held.has(stream.key));
    const taken = flights.filter(({ stream }) => !held.has(stream.key));
    await Promise.all([
      this.readHeld(keeper, trip, free, hold),
      keeper.follow(streamsOf(taken), trip, (streams, own) =>
        this.readHeld(
          keeper,
          trip,
          taken.filter(({ stream }) => streams.includes(stream)),
          own
        )
      ),
    ]);
  }

  private async readHeld(keeper: Keeper, trip: Trip, flights: readonly Flight[], hold: Hold): Promise<void> {
    // Whoever follows loads what was saved: a stream is let go when it is safe.
    const handOver = async ({ stream }: Flight) => {
      await keeper.saved(stream);
      hold.release([stream.key]);
    };
    try {
      await keeper.load(streamsOf(flights));
      const going: Flight[] = [];
      await this.pieces.over(flights, (flight) => {
        this.told.loaded(flight.stream.key);
        if (this.hasToGo(flight)) {
          going.push(flight);
        } else {
          void handOver(flight);
        }
      });
      if (going.length > 0 && !trip.signal.aborted) {
        await this.read(trip, going, (flight) => void handOver(flight));
      }
    } finally {
      // Each by itself: somebody may be waiting for one of them.
      await this.pieces.over(flights, (flight) => void handOver(flight));
    }
  }

  /** Is there something left to ask, now that the vault has told what other tabs have read? */
  private hasToGo(flight: Flight): boolean {
    const part = this.memory.isReadToTheEnd(flight.need) ? null : this.memory.nextPart(flight.need);
    if (part === null) {
      flight.settled = true;
      this.told.moved(flight.stream.key, false);
      return false;
    }
    flight.need = part;
    return true;
  }

  private async read(trip: Trip, flights: readonly Flight[], settled: (flight: Flight) => void): Promise<void> {
    const byStream = new Map(flights.map((flight) => [flight.stream.key, flight]));
    const needs = flights.map(({ need }) => need);
    flights.forEach((flight) => (flight.isAsked = true));
    try {
      for await (const report of trip.source.fetch(needs, trip.signal, trip.urgency)) {
        await this.pieces.before(visitsOfReport);
        if (trip.signal.aborted) {
          // The next flight of the stream may be under way with a bookmark of its own.
          return;
        }
        const flight = byStream.get(streamKey(report.need)) ?? null;
        this.memory.take(report, flight);
        this.told.reported(report);
        if (flight?.settled === false && (report.problem !== null || this.memory.isReadToTheEnd(flight.need))) {
          flight.settled = true;
          settled(flight);
        }
        this.told.moved(streamKey(report.need), false);
      }
      await this.fail(flights, unfinished);
    } catch (error) {
      await this.fail(flights, (need) => broken(need, error));
    }
  }

  private fail(flights: readonly Flight[], problemOf: (need: Need) => Problem): Promise<void> {
    return this.pieces.over(flights, ({ need, settled, trip }) => {
      if (!trip.signal.aborted && !settled && !this.memory.isReadToTheEnd(need)) {
        this.memory.setProblem(need, problemOf(need));
      }
    });
  }
}

/** Trips to several sources, each with its flights, as they are put together. */
export class Departures {
  private readonly bySource = new Map<Source, { readonly trip: Trip; readonly flights: Flight[] }>();

  constructor(
    private readonly reader: Reader,
    private readonly now: () => Instant
  ) {}

  board(source: Source, need: Need): Flight {
    const going = this.bySource.get(source) ?? { trip: new Trip(source, this.now), flights: [] };
    this.bySource.set(source, going);
    const flight = this.reader.board(need, going.trip);
    going.flights.push(flight);
    return flight;
  }

  go(keeper: Keeper | null): void {
    for (const { trip, flights } of this.bySource.values()) {
      void this.reader.travel(trip, flights, keeper);
    }
  }
}

function streamsOf(flights: readonly Flight[]): readonly Stream[] {
  return flights.map(({ stream }) => stream);
}
