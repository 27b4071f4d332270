import type { TableDocument } from '#contract/evaluation/table-document.ts';
import { foreignSigns, latexText } from './latex-text.ts';
import { latexPackages, textsOf, titleParts, wideFont } from './table-latex.ts';

/**
 * A LaTeX document that prints the tables beside it, each on pages of its own in landscape and under
 * the name that it has in every format.
 *
 * @param tables With the names of their files, without ending.
 */
export function latexDocument(
  tables: readonly (readonly [file: string, document: TableDocument])[],
): string {
  const signs = foreignSigns(tables.flatMap(([, document]) => textsOf(document)));
  const program = signs === '' ? 'pdflatex' : 'lualatex';
  const printed = tables.map(
    ([file, { title }]) => `\\printtable{${latexText(titleParts(title).name)}}{${file}.tex}`,
  );
  return `% !TeX program = ${program}
\\documentclass[a4paper,landscape]{article}
\\usepackage[margin=20mm]{geometry}
\\usepackage{iftex,${latexPackages}}
\\ifPDFTeX
  \\usepackage[T1]{fontenc}
  \\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}
\\else
  \\usepackage{fontspec}
${signs === '' ? '' : `  \\IfFontExistsTF{${wideFont}}{\\setmainfont{${wideFont}}}{}\n`}\
  % A sign that the font does not have is an error, where a gap would be overlooked.
  \\tracinglostchars=3
\\fi
\\pagestyle{empty}
\\makeatletter
\\setlength{\\@fptop}{0pt}
\\newcommand{\\printtable}[2]{\\renewcommand{\\fnum@table}{#1}\\input{#2}\\clearpage}
\\makeatother
\\begin{document}
${printed.join('\n')}
\\end{document}
`;
}
