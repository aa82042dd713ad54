import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../test/support/problems-of.ts';
import { checkTerms } from './terms.ts';

describe('checkTerms', () => {
  it.each([
    'The interface is eni-0a1b2c3d.',
    'The interface is ENI-0A1B2C3E.',
    'Account 123456789012 owns the interface.',
    'Read /var/log/auth.log and the VPC-level rules.',
    'The vpc-flow logs come from paste.',
  ])('passes: %s', (sentence) => expect(problemsOf(checkTerms, sentence)).toEqual([]));

  it.each([
    'The interface is eni-0ffffffff.',
    'The group is sg-0a1b2c3d.',
    'The instance is i-0123456789abcdef0.',
    'Account 210987654321 owns the interface.',
    'The role is arn:aws:iam::123456789012:role/admin.',
    'The region is eu-west-1.',
    'The peer is c2.evil.example.com.',
    'Mail root@example.org.',
    'The hash is d41d8cd98f00b204e9800998ecf8427e.',
    'The key is AKIAIOSFODNN7EXAMPLE.',
    'The card is 0a:1b:2c:3d:4e:5f.',
    'The peer is ‹unknown host EX99H001›.',
  ])('rejects: %s', (sentence) => expect(problemsOf(checkTerms, sentence)).toHaveLength(1));
});
