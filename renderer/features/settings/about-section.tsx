import { useQuery } from '../../api/use-query.ts';
import { Facts, Section } from '../../ui/section.tsx';

export function AboutSection() {
  const { query } = useQuery('session.welcome', {});
  return (
    <Section title="Nodewise">
      <p>
        A workstation for lung cancer research: tumour masks, radiomics, 3D networks and their
        statistics. It works on this machine alone and sends nothing anywhere.
      </p>
      <p>
        <strong>Research use only.</strong> Not a medical device. Its numbers are not for decisions
        about patients.
      </p>
      <Facts
        facts={[
          ['Version', query.status === 'ready' ? query.value.library.version : '…'],
          ['Licence', 'Apache License 2.0'],
        ]}
      />
    </Section>
  );
}
