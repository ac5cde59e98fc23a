import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Stack, Text, useStyles2 } from '@grafana/ui';
import React from 'react';

interface SectionProps {
  /** Unique on the page; the heading's id is made of it. */
  readonly name: string;
  readonly title: string;
  /** What it is for and what happens when nothing is entered. */
  readonly description?: string;
  readonly children: React.ReactNode;
}

/** A part of the settings with a heading that assistive technology finds, and a line above it. */
export function Section({ name, title, description, children }: SectionProps) {
  const styles = useStyles2(sectionStyles);
  const heading = `dora-config-section-${name}`;
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <Stack direction="column" gap={2}>
        <Stack direction="column" gap={0.5}>
          <h2 id={heading} className={styles.heading}>
            {title}
          </h2>
          {description !== undefined && (
            <div className={styles.description}>
              <Text color="secondary">{description}</Text>
            </div>
          )}
        </Stack>
        {children}
      </Stack>
    </section>
  );
}

interface SubsectionProps {
  readonly title: string;
  readonly description?: string;
  readonly children: React.ReactNode;
}

/** A part of a section. */
export function Subsection({ title, description, children }: SubsectionProps) {
  const styles = useStyles2(sectionStyles);
  return (
    <Stack direction="column" gap={2}>
      <Stack direction="column" gap={0.5}>
        <h3 className={styles.subheading}>{title}</h3>
        {description !== undefined && (
          <div className={styles.description}>
            <Text color="secondary">{description}</Text>
          </div>
        )}
      </Stack>
      {children}
    </Stack>
  );
}

const sectionStyles = (theme: GrafanaTheme2) => ({
  section: css({
    borderTop: `1px solid ${theme.colors.border.weak}`,
    padding: theme.spacing(3, 0),
  }),
  heading: css({ ...theme.typography.h3, margin: 0 }),
  subheading: css({ ...theme.typography.h5, margin: 0 }),
  // Long lines are hard to read.
  description: css({ maxWidth: '75ch' }),
});
