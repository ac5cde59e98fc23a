import { nodeId, SimCommit } from '../../organization';
import { World } from '../world';
import { Fields, iso } from './connection';

/** What every resolver needs: the world, and under which address callers see it. */
export interface Scene {
  readonly world: World;
  /** `http://host:port`: pages for people live there. */
  readonly webUrl: string;
}

/** GraphQL shows bots without the `[bot]` that REST puts behind their names. */
export function actor(scene: Scene, login: string | null): Fields | null {
  if (login === null) {
    return null;
  }
  const person = scene.world.person(login);
  const shown = login.replace(/\[bot\]$/, '');
  return {
    __typename: person.isBot ? 'Bot' : 'User',
    id: nodeId(person.isBot ? 'BOT' : 'U', person.id),
    databaseId: person.id,
    login: shown,
    name: person.name,
    url: `${scene.webUrl}/${person.isBot ? 'apps/' : ''}${shown}`,
    avatarUrl: `${scene.webUrl}/avatars/${person.id}`,
    resourcePath: `/${shown}`,
  };
}

/** An author as git knows one; `user` is null for bots, who are no users. */
export function gitActor(scene: Scene, login: string, commit: SimCommit): Fields {
  const person = scene.world.person(login);
  return {
    name: person.name,
    email: `${person.id}+${login}@users.noreply.example.com`,
    date: iso(commit.authoredAt),
    user: person.isBot ? null : actor(scene, login),
  };
}
