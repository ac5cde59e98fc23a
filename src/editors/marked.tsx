import React, { Fragment, ReactNode } from 'react';

/** How a part of a text is drawn, by the name it is marked with. */
export type Marks = Readonly<Record<string, (inner: string) => ReactNode>>;

/**
 * A said text whose parts are marked, `Tick <b>Read-only</b>.`, with each part drawn by its mark. So a sentence with a link
 * in it stays one sentence for whoever translates it. Marks do not nest; one without a drawing is plain text.
 */
export function marked(text: string, marks: Marks): React.JSX.Element {
  const pieces = text.split(/<(\w+)>(.*?)<\/\1>/s);
  const parts = pieces.map((piece, index) => {
    // Text, mark and inner text come in turn.
    const draw = index % 3 === 2 ? marks[pieces[index - 1]] : undefined;
    return index % 3 === 1 ? null : <Fragment key={index}>{draw === undefined ? piece : draw(piece)}</Fragment>;
  });
  return <>{parts}</>;
}
