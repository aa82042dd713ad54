/** A technique of the pinned table, linked to its page: the only place outside that this program links to. */
export function TechniqueLink({ id }: { id: string }) {
  return (
    <a
      href={`https://attack.mitre.org/techniques/${id.replace('.', '/')}/`}
      target="_blank"
      rel="noreferrer"
      title={`${id} at attack.mitre.org`}
      className="mono text-accent underline-offset-3 hover:underline"
    >
      {id}
    </a>
  );
}
