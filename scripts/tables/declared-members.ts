import { readFileSync } from "node:fs";
import ts from "typescript";

/** A member of an interface or class, from its source and its doc comment. */
export interface DeclaredMember {
  readonly name: string;
  /** The type without Pulumi's wrappers and without `undefined`. */
  readonly type: string;
  readonly isOptional: boolean;
  readonly text: string;
  /** What follows the tag `@change`: what a change of the argument does. */
  readonly change: string | undefined;
}

/** The doc comment of a class. */
export interface ClassDoc {
  readonly text: string;
  /** The code that follows the tag `@example`. */
  readonly example: string;
}

/** The properties of one interface or class of a source file, in their order; empty when the file does not declare it. */
export function declaredMembers(path: string, owner: string): readonly DeclaredMember[] {
  return [...(findDeclaration(path, owner)?.members ?? [])].flatMap(toMember);
}

/** What a class of a source file says about itself. */
export function classDoc(path: string, name: string): ClassDoc {
  const declaration = findDeclaration(path, name);
  if (!declaration) throw new Error(`${path} has no class ${name}`);
  const { text } = docOf(declaration);
  return { text, example: tagText(declaration, "example") ?? "" };
}

function findDeclaration(
  path: string,
  name: string,
): ts.InterfaceDeclaration | ts.ClassDeclaration | undefined {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  for (const statement of source.statements) {
    const isOwner = ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement);
    if (isOwner && statement.name?.text === name) return statement;
  }
  return undefined;
}

function toMember(member: ts.TypeElement | ts.ClassElement): readonly DeclaredMember[] {
  if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) return [];
  const type = member.type?.getText() ?? "unknown";
  const { text, change } = docOf(member);
  return [
    {
      name: member.name.getText(),
      type: plainType(type),
      isOptional: member.questionToken !== undefined || /\| undefined\b/.test(type),
      text,
      change,
    },
  ];
}

function docOf(member: ts.Node): Pick<DeclaredMember, "text" | "change"> {
  const [doc] = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
  return {
    text: (ts.getTextOfJSDocComment(doc?.comment) ?? "").replace(/\s+/g, " "),
    change: tagText(member, "change"),
  };
}

function tagText(node: ts.Node, tagName: string): string | undefined {
  const tag = ts.getJSDocTags(node).find(({ tagName: { text } }) => text === tagName);
  return ts.getTextOfJSDocComment(tag?.comment);
}

function plainType(type: string): string {
  let plain = type.replace(/\s+/g, " ");
  for (let before = ""; before !== plain; ) {
    before = plain;
    // The wrapped type may be generic, too. Each round removes the innermost wrappers, so one level is enough here.
    plain = plain.replace(/pulumi\.(?:Input|Output)<((?:[^<>]|<[^<>]*>)*)>/g, "$1");
  }
  return plain.replace(/ \| undefined\b/g, "");
}
