import { FieldColorModeId, PanelPlugin, PanelProps, renderMarkdown, textUtil } from '@grafana/data';
import { ScrollContainer } from '@grafana/ui';
import React from 'react';
import { fieldOptions } from './fieldConfig';

interface TextOptions {
  readonly mode?: 'markdown' | 'html' | 'code';
  readonly content?: string;
}

function TextPanel({ options, replaceVariables }: PanelProps<TextOptions>) {
  const content = replaceVariables(options.content ?? '', {}, options.mode === 'html' ? 'html' : 'text');
  if (options.mode === 'code') {
    return <pre>{content}</pre>;
  }
  const html = options.mode === 'html' ? textUtil.sanitizeTextPanelContent(content) : renderMarkdown(content);
  return (
    <ScrollContainer>
      <div className="markdown-html" dangerouslySetInnerHTML={{ __html: html }} />
    </ScrollContainer>
  );
}

export const textPanel = new PanelPlugin<TextOptions>(TextPanel).useFieldConfig(
  fieldOptions(FieldColorModeId.Thresholds, {})
);
