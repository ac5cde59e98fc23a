/**
 * Nodes in layers, so that edges lead from a layer to a later one: each node as far back as the longest way to it. An edge
 * that would close a circle counts for nothing. O(nodes + edges).
 */
export function layersOf(
  nodes: readonly string[],
  edges: ReadonlyArray<{ readonly source: string; readonly target: string }>
): ReadonlyArray<readonly string[]> {
  const known = new Set(nodes);
  const before = new Map<string, string[]>();
  for (const { source, target } of edges) {
    if (known.has(source) && known.has(target)) {
      before.set(target, [...(before.get(target) ?? []), source]);
    }
  }
  const layerOf = new Map<string, number>();
  const under = new Set<string>();
  const place = (node: string): number => {
    const placed = layerOf.get(node);
    if (placed !== undefined || under.has(node)) {
      return placed ?? -1;
    }
    under.add(node);
    const layer = 1 + Math.max(-1, ...(before.get(node) ?? []).map(place));
    under.delete(node);
    layerOf.set(node, layer);
    return layer;
  };
  const layers: string[][] = [];
  // From the end of each way on, so that of a circle the first named comes first.
  [...nodes].reverse().forEach(place);
  for (const node of nodes) {
    const layer = place(node);
    layers[layer] = [...(layers[layer] ?? []), node];
  }
  return layers.filter((layer) => layer !== undefined);
}
