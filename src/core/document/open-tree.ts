import type { BodyContainer, BodyNode, ContainerTag } from './body-tree.ts';
import { eachLeaf } from './body-tree.ts';

/** A container into which more can be put. */
export interface OpenContainer extends BodyContainer {
  readonly children: BodyNode[];
}

/** A leaf with all containers around it, the outermost first. */
export interface Place {
  readonly node: BodyNode;
  readonly within: readonly OpenContainer[];
}

/** A copy of a tree that can grow. */
export function openTree(nodes: readonly BodyNode[]): BodyNode[] {
  return nodes.map((node): BodyNode =>
    node.type === 'container' ? { ...node, children: openTree(node.children) } : node,
  );
}

/** The blocks of an open tree, in order. */
export function placesIn(root: readonly BodyNode[]): Place[] {
  const isBlock = new Set<BodyNode>();
  eachLeaf(root, (_leaf, node) => isBlock.add(node));
  const places: Place[] = [];
  const walk = (nodes: readonly BodyNode[], within: readonly OpenContainer[]): void => {
    for (const node of nodes) {
      if (isBlock.has(node)) places.push({ node, within });
      // Opened trees hold opened containers alone.
      else if (node.type === 'container') walk(node.children, [...within, node as OpenContainer]);
    }
  };
  walk(root, []);
  return places;
}

/** The leaves with text below a node, itself among them. */
export function leavesOf(node: BodyNode): BodyNode[] {
  const leaves: BodyNode[] = [];
  eachLeaf([node], (_leaf, each) => leaves.push(each));
  return leaves;
}

/** The innermost container of this kind around a leaf. */
export function around({ within }: Place, tag: ContainerTag): OpenContainer | undefined {
  return within.findLast((container) => container.tag === tag);
}
