import type { PredictionsGrant, PredictionUse } from '../../../contract/grants/predictions.ts';
import { partitionOf } from '../../ids.ts';
import type { Grantee } from '../../../contract/grantee.ts';
import { rightsOf } from '../grantee.ts';
import { arnIn, type Place } from '../../../contract/named-resource.ts';
import type { Permission } from '../../iam/permission.ts';

/**
 * The actions of each use (docs/facts/gen1-grants.md, but for `rekognition:DetectLabel`, which does
 * not exist, and for what needs a resource that the request cannot name: face collections and models).
 * Whoever may start a job may read what comes of it; Gen 1 left that out for text detection.
 * `live`: answered at once and kept nowhere. `job`: starts or reads work that the account keeps, so
 * guests do not get it.
 */
const predictionActions: Readonly<
  Record<PredictionUse, { readonly live: readonly string[]; readonly job: readonly string[] }>
> = {
  // For a text of unknown language (`auto`) Amazon Translate asks Comprehend by the rights of its caller, who
  // is told the language either way (Amazon Translate guide, "Automatic language detection").
  translate: { live: ['translate:TranslateText', 'comprehend:DetectDominantLanguage'], job: [] },
  speech: { live: ['polly:SynthesizeSpeech'], job: [] },
  transcribe: {
    live: ['transcribe:StartStreamTranscription', 'transcribe:StartStreamTranscriptionWebSocket'],
    job: ['transcribe:StartTranscriptionJob', 'transcribe:GetTranscriptionJob'],
  },
  text: {
    live: [
      'comprehend:DetectSentiment',
      'comprehend:DetectEntities',
      'comprehend:DetectDominantLanguage',
      'comprehend:DetectSyntax',
      'comprehend:DetectKeyPhrases',
    ],
    job: [],
  },
  image: {
    live: [
      'rekognition:DetectText',
      'rekognition:DetectFaces',
      'rekognition:RecognizeCelebrities',
      'rekognition:DetectLabels',
      'rekognition:DetectModerationLabels',
      'textract:AnalyzeDocument',
      'textract:DetectDocumentText',
    ],
    job: [
      'textract:StartDocumentAnalysis',
      'textract:GetDocumentAnalysis',
      'textract:StartDocumentTextDetection',
      'textract:GetDocumentTextDetection',
    ],
  },
};

/** The actions that need a resource of the account, and the narrowest that they allow beforehand. */
const resources: Readonly<Record<string, readonly [service: string, resource: string]>> = {
  'transcribe:GetTranscriptionJob': ['transcribe', 'transcription-job/*'],
};

/** Where a prediction is asked for; `null`: in a region of another partition, of which no role is. */
export function predictionPlace({ region: named }: PredictionsGrant, home: Place): Place | null {
  const region = named ?? home.region;
  return partitionOf(region) === home.partition ? { ...home, region } : null;
}

/**
 * What one predictions grant gives to the role of some users. An action that needs no resource of the
 * account is allowed on `*`, which is all that IAM knows for it, and in one region only.
 */
export function predictionPermissions(
  grant: PredictionsGrant,
  grantee: Grantee,
  home: Place,
): readonly Permission[] {
  if (!rightsOf(grant, grantee)) return [];
  const place = predictionPlace(grant, home);
  if (!place) return [];
  const { live, job } = predictionActions[grant.use];
  return [...live, ...(grantee.kind === 'guest' ? [] : job)].map((action) => {
    const narrow = resources[action];
    return narrow
      ? { action, resource: arnIn(place, ...narrow) }
      : {
          action,
          resource: '*',
          condition: { StringEquals: { 'aws:RequestedRegion': [place.region] } },
        };
  });
}
